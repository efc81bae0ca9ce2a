namespace Holdfast.Protection.Groups.Policy;

/// <summary>Which of a month's Mondays, Tuesdays, and so on.</summary>
public enum WeekOfMonth
{
    First = 1,
    Second = 2,
    Third = 3,
    Fourth = 4,
    Last = 5,
}
