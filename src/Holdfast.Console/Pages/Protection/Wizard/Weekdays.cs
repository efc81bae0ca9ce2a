using Holdfast.Console.Text;

namespace Holdfast.Console.Pages.Protection.Wizard;

/// <summary>Days of the week as policies name them, from Monday.</summary>
internal static class Weekdays
{
    internal static IReadOnlyList<string> All { get; } = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]; // texts

    internal static IReadOnlyList<string> Weeks { get; } = ["First", "Second", "Third", "Fourth", "Last"]; // texts

    internal static List<string> Sorted(IEnumerable<string> days) => [.. All.Where(day => days.Contains(day, StringComparer.OrdinalIgnoreCase))];

    /// <summary>"every day", "Monday to Friday", "Mon, Wed".</summary>
    internal static string Words(IReadOnlyList<string>? days, Texts texts) => days is null or { Count: 7 } ? texts["every day"]
        : Sorted(days) is ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"] ? texts["Monday to Friday"]
        : Sorted(days) is ["Saturday", "Sunday"] ? texts["at weekends"]
        : days.Count == 1 ? texts[days[0]] : string.Join(", ", Sorted(days).Select(day => Short(day, texts)));

    /// <summary>Two or three letters of a day.</summary>
    internal static string Short(string day, Texts texts) => texts[day switch
    {
        "Monday" => "Mon", "Tuesday" => "Tue", "Wednesday" => "Wed", "Thursday" => "Thu", "Friday" => "Fri", "Saturday" => "Sat", _ => "Sun",
    }];
}
