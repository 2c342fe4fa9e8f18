"""Which spellings find which names: pairs that must meet, and pairs that must not."""

from __future__ import annotations

import sys
from collections.abc import Callable

from ctdesk.db.search import sound
from ctdesk.db.search.fold import fold

# What is typed, and the names it finds. Given names and surnames in common use; nobody is meant.
MEET = {
    "Muhammad": "Mohamed Mohammed Mohammad Mohamad Muhammed Mamadou Mahamat Mehmet محمد Мухаммад",
    "محمد": "Muhammad Mohamed Mamadou Mohammad مُحَمَّد",
    "Ahmad": "Ahmed Ahmet Amadou أحمد احمد Ахмад",
    "Hussein": "Husayn Hussain Hossein Hocine Houssein Huseyin حسين Хусейн",
    "Hassan": "Hasan حسن Хасан Ḥasan",
    "Youssef": "Yusuf Yousef Youssouf يوسف Юсуф Юсуп",
    "Osman": "Uthman Othman Ousmane Usman عثمان Осман",
    "Khaled": "Khalid Halid خالد Халид",
    "Ibrahim": "Ebrahim Ibrahima إبراهيم Ибрагим",
    "Fatima": "Fatimah Fatema فاطمة Фатима",
    "Layla": "Leila Laila ليلى Лейла",
    "Mariam": "Maryam Meriem مريم Марьям",
    "Zaynab": "Zainab Zeinab Zeynab زينب Зайнаб",
    "Aisha": "Aicha عائشة",
    "Khadija": "Khadidja خديجة Хадиджа",
    "Sharif": "Charif Cherif شريف Шариф",
    "Rashid": "Rachid Rasheed رشيد Рашид",
    "Said": "Saeed Sayed سعيد Саид",
    "Karim": "Kareem كريم Карим",
    "Jamal": "Djamal جمال Джамал",
    "Jamila": "Djamila جميلة",
    "Ghassan": "Gassan غسان",
    "Nasser": "Nasir Naser ناصر Насир",
    "Mustafa": "Moustapha Mustapha مصطفى Мустафа",
    "Omar": "Umar عمر Умар",
    "Ali": "Aly علي Али",
    "Musa": "Moussa موسى Муса",
    "Issa": "Isa عيسى",
    "Abdul Rahman": "Abdulrahman Abdurrahman Abderrahmane Abdel-Rahman Абдурахман",
    "Abd al-Rahman": "Abdurrahman Abdel-Rahman Abderrahmane",
    "Abdelkader": "Abdul-Qader Abdulkader",
    "Mukhriddin": "Muhriddin Мухриддин",
    "Vladimir": "Владимир Wladimir Владимира",
    "Владимир": "Vladimir Wladimir",
    "Dmitry": "Dmitri Dmitriy Dimitri Дмитрий",
    "Yuri": "Yury Yuriy Iouri Юрий",
    "Sergey": "Sergei Serguei Serhiy Сергей",
    "Alexander": "Aleksandr Alexandre Oleksandr Александр",
    "Nikolay": "Nikolai Nicolai Николай",
    "Yevgeny": "Evgeny Evgenii Евгений",
    "Mikhail": "Mihail Михаил",
    "Aleksey": "Aleksei Алексей",
    "Zhanna": "Жанна",
    "Shcherbakov": "Щербаков",
    "Чехов": "Chekhov",
    "wang": "王 Wáng",
    "li": "李",
    "zhang": "张 張 Chang Zhāng",
    "张": "Zhang",
    "Zhou": "Chou 周",
    "Xu": "Hsu 许",
    "Guo": "Kuo 郭",
    "Deng": "Teng 邓",
    "Kim": "김 Gim",
    "Park": "박 Pak",
    "Traore": "Traoré",
    "Traoré": "Traore",
    "Lodz": "Łódź",
    "Soren": "Søren",
    "Istanbul": "İstanbul",
    "Strasse": "Straße",
    "Jose": "José",
    "Muller": "Müller",
    "Ouedraogo": "Ouédraogo",
    "Nguyen": "Nguyễn",
    "Dang": "Đặng",
    "Eleni": "Ελένη",
    "Gherman": "German",
    "Philip": "Filip",
    "Catarina": "Katarina",
    "Rafael": "Raphael",
    "Jakub": "Jacub",
    "muh": "محمد Muhammad",
    "vlad": "Владимир Vladimir",
}
# What is typed, and names that it does not find.
PART = {
    "Hassan": "Hussein Husayn Hossein",
    "Martin": "Morton Mortan",
    "Omar": "Amir Amira Emir",
    "Karim": "Akram Karam-Ullah Ikram",
    "Vladimir": "Vladislav Wladyslaw Владислав",
    "Muhammad": "Mahmud Mahdi Hamid Ahmed",
    "Ahmad": "Hamid Hammad Mohamed Amid",
    "Ali": "Elie Ola Lea",
    "wang": "黄 Hwang Wei Wen 温",
    "li": "杨 Yang 周",
    "zhang": "周 Zhou 王",
    "Maria": "Mira Mora Omar",
    "Anna": "Nina Ines Ionna",
    "Peter": "Pedro Patrick Potter",
    "Sara": "Suri Asra Zara",
    "Salem": "Solom Aslam Salmuni",
    "Khaled": "Khuloud Holod",
    "Rashid": "Rushd Arshad",
    "Fatima": "Fathi Futuma",
    "Yuri": "Yara Yori-Ko Yair",
    "Nikolay": "Nikita Никита",
    "Traore": "Torre Tour Tura",
    "Lodz": "Ladz Leda",
    "Guo": "Gao Go Gu",
    "Kim": "Kem Komi",
    "Jamal": "Gamil Jumol",
    "Nasser": "Nosur Anser",
}
PAIRS = [(typed, name) for typed, names in MEET.items() for name in names.split()]
STRANGERS = [(typed, name) for typed, names in PART.items() for name in names.split()]


def finds(typed: str, name: str) -> bool:
    """Whether a name is indexed under a key of every word that is typed."""
    folded = fold(name)
    held = f"{folded} {sound.spoken(folded)} {sound.keys(folded)}".split()

    def has(key: str) -> bool:
        if key.endswith("*"):
            return any(one.startswith(key[:-1]) for one in held)
        return key in held

    words = sound.wanted(fold(typed))
    return bool(words) and all(any(map(has, any_of)) for any_of in words)


def test_recall_and_precision(record_testsuite_property: Callable[[str, object], None]) -> None:
    met = [pair for pair in PAIRS if finds(*pair)]
    wrong = [pair for pair in STRANGERS if finds(*pair)]
    recall, precision = len(met) / len(PAIRS), len(met) / (len(met) + len(wrong))
    told = f"recall {recall:.3f}, precision {precision:.3f}, of {len(PAIRS) + len(STRANGERS)} pairs"
    record_testsuite_property("names", told)
    missed = [pair for pair in PAIRS if pair not in met]
    sys.stderr.write(f"{told}; missed: {missed}, wrong: {wrong}\n")  # shown by pytest -rP
    assert len(PAIRS) + len(STRANGERS) >= 200
    assert recall >= 0.98
    assert precision >= 0.98
