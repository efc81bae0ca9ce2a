using System.CommandLine;
using System.Globalization;
using System.Text.RegularExpressions;
using Holdfast.CommandLine;
using Holdfast.Contracts.Api.Vaults;
using Holdfast.Output;

namespace Holdfast.Commands.Vault;

/// <summary>How fast this server sends to its vault, hour by hour of the week.</summary>
internal sealed partial class VaultBandwidthCommand : HoldfastCommand
{
    private static readonly string[] names = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

    private readonly Option<string?> rate, days, hours;
    private readonly Option<bool> reset;

    internal VaultBandwidthCommand() : base("bandwidth", "Shows how fast this server sends to its vault, hour by hour of the week; with --rate, changes some of the hours.")
    {
        rate = With(new Option<string?>("--rate") { Description = "Megabits a second, 1 to 10000, or none for no limit, in the hours below (default: shows the week)", HelpName = "N" });
        days = With(new Option<string?>("--days") { Description = "English names of days, with commas (default: all)", HelpName = "DAYS" });
        hours = With(new Option<string?>("--hours") { Description = "First hour and the hour that ends it, such as 9-18; an end before the start crosses midnight, into the same day's first hours (default: 0-24)", HelpName = "H-H" });
        reset = With(new Option<bool>("--reset") { Description = "Lets workMbps, nonWorkMbps, and the work hours of the settings hold again (default: off)" });
        Validators.Add(result =>
        {
            if (result.GetValue(reset) && result.GetValue(rate) is not null) result.AddError("Give either --rate or --reset.");
            if (result.GetValue(rate) is null && (result.GetValue(days) ?? result.GetValue(hours)) is not null) result.AddError("--days and --hours go with --rate.");
            if (result.GetValue(rate) is { } text && text != "none" && !int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _)) result.AddError("--rate takes a whole number, or none.");
            if (result.GetValue(days) is { } list && Days(list).Any(day => day < 0)) result.AddError("--days takes English names of days, with commas.");
            if (result.GetValue(hours) is { } range && !HoursForm().IsMatch(range)) result.AddError("--hours takes two hours of a day, such as 9-18.");
        });
    }

    protected override async Task<int> Run(ParseResult input, Session session)
    {
        var vaults = session.Client.Vaults;
        var week = input.GetValue(reset) ? await vaults.ResetBandwidth(session.Stop) : await vaults.Bandwidth(session.Stop);
        if (input.GetValue(rate) is { } text)
        {
            int? painted = text == "none" ? null : int.Parse(text, CultureInfo.InvariantCulture);
            var chosenDays = Days(input.GetValue(days) ?? string.Join(',', names)).ToHashSet();
            var chosenHours = Hours(input.GetValue(hours) ?? "0-24");
            week = await vaults.SetBandwidth(
                new VaultBandwidth([.. week.Hours.Select((day, i) => chosenDays.Contains(i) ? [.. day.Select((old, hour) => chosenHours.Contains(hour) ? painted : old)] : day)]), session.Stop);
        }
        var table = new TextTable(["DAY", .. Enumerable.Range(0, 24).Select(hour => hour.ToString("00", CultureInfo.InvariantCulture) + "#")]);
        for (var i = 0; i < names.Length; i++) table.Add([names[i], .. week.Hours[i].Select(one => one?.ToString(CultureInfo.InvariantCulture) ?? "–")]);
        session.Result.ShowTable(week, VaultsJson.Default.VaultBandwidth, "", table);
        await Console.Error.WriteLineAsync($"Megabits a second by the hours of {week.Zone}; – is no limit.{(week.IsFromSettings ? " As the settings say; --rate begins a grid of its own." : "")}");
        return ExitCode.Done;
    }

    private static IEnumerable<int> Days(string list) =>
        list.Split(',', StringSplitOptions.TrimEntries).Select(name => Array.FindIndex(names, known => string.Equals(known, name, StringComparison.OrdinalIgnoreCase)));

    private static HashSet<int> Hours(string range)
    {
        var parts = range.Split('-').Select(part => int.Parse(part, CultureInfo.InvariantCulture)).ToArray();
        return [.. Enumerable.Range(0, 24).Where(hour => parts[0] < parts[1] ? hour >= parts[0] && hour < parts[1] : hour >= parts[0] || hour < parts[1])];
    }

    [GeneratedRegex("^([01]?[0-9]|2[0-3])-([01]?[0-9]|2[0-4])$", RegexOptions.CultureInvariant)]
    private static partial Regex HoursForm();
}
