using System.Globalization;
using System.Text.RegularExpressions;
using Holdfast.Contracts.Api.Configuration;

namespace Holdfast.Console.Pages.Settings;

/// <summary>How a setting is best asked for, as far as its bounds say. The server decides what it takes.</summary>
/// <param name="Choices">The values there are; empty: no list.</param>
/// <param name="Low">Smallest whole number; null: not a number.</param>
internal sealed partial record SettingKind(IReadOnlyList<string> Choices, int? Low, int? High)
{
    internal static SettingKind Text { get; } = new([], null, null);

    internal static SettingKind Of(SettingInfo setting)
    {
        if (Range().Match(setting.Bounds) is { Success: true } range
            && int.TryParse(range.Groups[1].Value, CultureInfo.InvariantCulture, out var low) && int.TryParse(range.Groups[2].Value, CultureInfo.InvariantCulture, out var high))
            return new SettingKind([], low, high);
        // A list of words is a choice of one only where the default is one of them: other settings take several.
        var words = setting.Bounds.Split(", ");
        return words.Length > 1 && words.Contains(setting.Default, StringComparer.Ordinal) ? new SettingKind(words, null, null) : Text;
    }

    /// <summary>Whether a value can stand in the field, and is not a description such as "number of processors".</summary>
    internal bool Takes(string value) => Choices.Count > 0 ? Choices.Contains(value) : Low is not null && int.TryParse(value, CultureInfo.InvariantCulture, out _);

    [GeneratedRegex(@"^(-?\d+)–(\d+)$", RegexOptions.CultureInvariant)]
    private static partial Regex Range();
}
