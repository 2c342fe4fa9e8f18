from ctdesk.cli import main

raise SystemExit(main())
