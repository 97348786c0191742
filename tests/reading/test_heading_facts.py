"""Whose report it is and of when, in the many ways laboratories say it."""

from datetime import date

import pytest

from medapp.domain.parsing.header import read_heading
from medapp.domain.people import Sex

TODAY = date(2026, 1, 1)


@pytest.mark.parametrize(
    ("lines", "sex"),
    [
        (["Пациент: КОЗЛОВА Т. И. (ж) род. 16.11.1978"], Sex.FEMALE),
        (["ФИО: Исмаилова Роза Жен. Дата рождения: 05.05.1955"], Sex.FEMALE),
        (["Пациент: Рогова Н. И., ж, 12.09.1963. История болезни 18821"], Sex.FEMALE),
        (["Пациент: Ермаков Олег; муж; 44 года"], Sex.MALE),
        (["Тимофей, 25 лет, мужчина. Сдано 30.10.2025"], Sex.MALE),
        (["Sample taken 5 September 2025, 08:40. Female, 30."], Sex.FEMALE),
        (["Pacjent: Wójcik Katarzyna Płeć: K Data ur.: 19.03.1988"], Sex.FEMALE),
        (["Mr. SAMPLE RAVI 29 Y / M Lab ID 8812"], Sex.MALE),
        (["Анализ мочи, в поле зрения ж 3"], None),
        (["Эпикриз. Сидорова З. М., 01.12.1949, жен. Госпитализация 10.01.2025"], Sex.FEMALE),
        (["Эпикриз. Сидоров З. М., 01.12.1949. Госпитализация 10.01.2025"], None),
        (["Клиника Плюс Юрьев Юлий Павлович, 14.06.1986, М. Номер 0-331-2"], Sex.MALE),
        (["Анализ выполнен 14.06.2025, М. И. Фёдорова"], None),
        (["Подписал Юрьев Иван, 14.06.2025, М. И. Фёдорова"], None),
        (["Фамилия, И., О.  Образцова Галина Степановна     Возраст 66 л."], Sex.FEMALE),
        (["Пациент: ОБРАЗЦОВ ИЛЬЯ КУЗЬМИЧ"], Sex.MALE),
        (["ФИО: Образцов И. К.     Врач: Примерова Анна Петровна"], None),
        (["Врач: Примеров Юлий Павлович"], None),
        (["Жынысы / Пол: Е / М"], Sex.MALE),
        (["Жынысы / Пол  Ә/Ж"], Sex.FEMALE),
        (["Жынысы: Ә     Жасы: 41"], Sex.FEMALE),
        (["Жынысы: ер"], Sex.MALE),
        (["Жынысы / Пол: Е / Ж"], None),
        (["Пациент: Образцов Илья Олегович", "ФИО: Примерова Анна Петровна"], None),
    ],
)
def test_sex(lines: list[str], sex: Sex | None) -> None:
    assert read_heading(lines, TODAY).sex is sex


@pytest.mark.parametrize(
    ("lines", "age"),
    [
        (["Пациент: Иванова Мария Пол: Ж Возраст:", "38 лет"], 38),
        (["Тимофей, 25 лет, мужчина.", "Ваш биологический возраст 24,6 года."], 25),
        (["Sample taken 5 September 2025. Female, 30."], 30),
        (["Age/Sex: 45 Y / F"], 45),
        (["Пациентка: Белова Е. А. 33 года, пол: женский"], 33),
        (["Пациент старше 18 лет натощак"], None),
    ],
)
def test_age(lines: list[str], age: float | None) -> None:
    assert read_heading(lines, TODAY).age_years == age


@pytest.mark.parametrize(
    ("lines", "collected", "reported"),
    [
        (["Сдано 30.10.2025 в 08:55, готово 31.10.2025"], date(2025, 10, 30), None),
        (["Заказ 201 от 06.03.2025, биоматериал собран 06.03.2025 07:35"], date(2025, 3, 6), None),
        (["Coll. Dt: 21/04/2025 08:11 AM Rep. Dt: 22/04/2025 12:40 PM"], date(2025, 4, 21), date(2025, 4, 22)),
        (["Data pobrania: 22.10.2025 07:31 Data wyniku: 23.10.2025"], date(2025, 10, 22), date(2025, 10, 23)),
        (["Пациентка: Образцова Лидия, 28 лет. Дата взятия", "02.07.2025"], date(2025, 7, 2), None),
        (["Белова Нина, женщина, 52 года. Кровь сдана 05.08.2025."], date(2025, 8, 5), None),
        (["Date: 09/12/2025", "Platelet Count 2,10,000 /cumm"], date(2025, 12, 9), None),
        (["Collected on Mar 28, 2025 7:46 AM"], date(2025, 3, 28), None),
        (
            ["Collected on Mar 28, 2025 7:46 AM", "Resulted on Mar 29, 2025 9:10 AM"],
            date(2025, 3, 28),
            date(2025, 3, 29),
        ),
        (["Collected: 03/04/2025", "Reported: 05/04/2025"], None, None),
        (["Collected: 03/04/2025", "Reported: 25/04/2025"], date(2025, 4, 3), date(2025, 4, 25)),
    ],
)
def test_days(lines: list[str], collected: date | None, reported: date | None) -> None:
    heading = read_heading(lines, TODAY)
    assert (heading.collected_at, heading.reported_at) == (collected, reported)


def test_a_birth_date_behind_the_sex() -> None:
    assert read_heading(["Рогова Н. И., ж, 12.09.1963. Напечатано 19.10.2025"], TODAY).birth_date == date(1963, 9, 12)


def test_birth_date_between_name_and_sex() -> None:
    assert read_heading(["Юрьев Юлий Павлович, 14.06.1986, М. Номер 0-331-2"], TODAY).birth_date == date(1986, 6, 14)


def test_a_day_to_come_is_no_day_of_collection() -> None:
    heading = read_heading(["HOME COLLECTION : 14-2-88, TOLI ROAD", "Sample Collected on : 11 Sep 2025 07:05"], TODAY)
    assert heading.collected_at == date(2025, 9, 11)


@pytest.mark.parametrize(
    ("lines", "birth", "collected"),
    [
        # recognition put the two lines' labels together, so that one date stands behind both of them
        (["Дата рожд.: 14.03.1961 Взят:", "12.05.2025 07:40"], date(1961, 3, 14), date(2025, 5, 12)),
        (["Дата рожд.:", "Взят: 12.05.2025 07:40"], None, date(2025, 5, 12)),
        (["Date of birth:", "Collected: 12-May-2025", "Reported: 13-May-2025"], None, date(2025, 5, 12)),
        (["DOB: 12-May-2025", "Reported: 12-May-2025"], None, None),
        (["Форма утверждена 04.10.80", "Дата рожд.:", "Взят: 12.05.2025"], None, date(2025, 5, 12)),
        (["Новорождённый", "Дата рождения: 12.05.2025", "Взят: 12.05.2025"], date(2025, 5, 12), date(2025, 5, 12)),
        (["Возраст: 1 день", "Дата рождения: 12.05.2025", "Взят: 12.05.2025"], date(2025, 5, 12), date(2025, 5, 12)),
        (["DOB: 02-Feb-2025 Collected: 12-May-2025"], date(2025, 2, 2), date(2025, 5, 12)),
    ],
)  # fmt: skip
def test_nobody_is_born_on_the_day_of_his_report(lines: list[str], birth: date | None, collected: date | None) -> None:
    heading = read_heading(lines, TODAY)
    assert (heading.birth_date, heading.collected_at) == (birth, collected)
