using System.CommandLine;
using Holdfast.CommandLine;
using Holdfast.Commands.Applications;
using Holdfast.Contracts.Api;
using Holdfast.Contracts.Api.Forecasts;

namespace Holdfast.Commands.RecoveryPoints;

/// <summary>What to recover, where to, and how: the same for own recovery points and for those of another server.</summary>
internal sealed class RecoverOptions
{
    private readonly Option<string[]> items = new("--item")
    {
        Description = "Item relative to the datasource's root, as browse shows it; a folder brings all below it; of a farm DATABASE, DATABASE:SITE, or DATABASE:SITE:ITEM; may be repeated (default: everything)", HelpName = "PATH",
    };

    private readonly Option<string?> to = new("--to") { Description = "Folder that the items land under, by their path relative to the datasource's root", HelpName = "DIR" };
    private readonly Option<string?> server = new("--server") { Description = "Production server that --to is a folder of, or the address of the Holdfast server that is asked (default: this computer)", HelpName = "AGENT" };
    private readonly Option<bool> original = new("--original") { Description = "Back to where they were (default: --to is needed)" };

    private readonly Option<string> existing = new("--existing")
    {
        Description = "What happens to an item that exists: copy keeps both, skip keeps the existing one, overwrite replaces it",
        HelpName = "copy|skip|overwrite", DefaultValueFactory = _ => "copy",
    };

    private readonly Option<string> security = new("--security")
    {
        Description = "Owner, mode, and access lists: as in the recovery point, or as the destination gives them", HelpName = "destination|point", DefaultValueFactory = _ => "point",
    };

    private readonly Option<string?> instance = new("--instance")
    {
        Description = "Of an application: recovers to this instance or host; --to may then name the folder of its files there (default: --to or --original)", HelpName = "ADDRESS",
    };

    private readonly Option<string?> name = new("--name") { Description = "With --instance: name there (default: as it was)", HelpName = "NEW" };
    private readonly Option<bool> overwrite = new("--overwrite") { Description = "Of an application: replaces what is there (default: refuses)" };
    private readonly Option<bool> leaveRestoring = new("--leave-restoring") { Description = "Of an application: leaves it so that more logs can be applied by hand (default: ready for use)" };
    private readonly Option<string[]> options = new("--option")
    {
        Description = "Of an application: setting for this recovery alone, such as format=vhdx of a machine's disks; may be repeated (default: those of the datasource)", HelpName = "NAME=VALUE",
    };

    private readonly Option<bool> asFiles = new("--as-files") { Description = "Of an application: recovers its files as they were taken, and replays nothing (default: recovers the application)" };
    private readonly Option<bool> plan = new("--plan") { Description = "Of an application: shows instead what the recovery will read and do; recovers nothing (default: recovers)" };

    private readonly Option<bool> forecast = new("--forecast")
    {
        Description = "Shows instead what the recovery will read, take, and cost; recovers nothing, and needs no --to (default: recovers)",
    };

    private readonly Option<string?> tier = new("--tier") { Description = "With --forecast: tier that the vault keeps packs in (default: the one in DIR/prices.json)", HelpName = "hot|cool|cold" };
    private readonly Option<int?> rate = new("--rate") { Description = "With --forecast: restored MiB a second to reckon with (default: measured by the last recoveries)", HelpName = "MIB" };

    internal RecoverOptions(Action<Option> add, Command command)
    {
        existing.AcceptOnlyFromAmong("copy", "skip", "overwrite");
        security.AcceptOnlyFromAmong("destination", "point");
        tier.AcceptOnlyFromAmong("hot", "cool", "cold");
        foreach (var option in new Option[] { items, to, server, original, existing, security, instance, name, overwrite, leaveRestoring, options, asFiles, plan, forecast, tier, rate }) add(option);
        command.Validators.Add(result =>
        {
            if (result.GetValue(rate) is <= 0) result.AddError("--rate takes a number above 0.");
            if (!result.GetValue(forecast) && (result.GetValue(tier) is not null || result.GetValue(rate) is not null)) result.AddError("--tier and --rate belong to --forecast.");
            if (!result.GetValue(forecast) && !IsOnePlace(result.GetValue(to), result.GetValue(original), result.GetValue(instance)))
                result.AddError("Say where to: either --to DIR, --original, or --instance ADDRESS.");
            if (result.GetValue(name) is not null && result.GetValue(instance) is null) result.AddError("--name belongs to --instance.");
            if (Agent(result.GetValue(server)) is not null && result.GetValue(original)) result.AddError("--original goes back to the datasource's own production server.");
        });
    }

    /// <summary>Not to be recovered, only forecast.</summary>
    internal bool IsForecast(ParseResult input) => input.GetValue(forecast);

    /// <summary>Not to be recovered, only planned.</summary>
    internal bool IsPlan(ParseResult input) => input.GetValue(plan);

    internal ForecastRequest Forecast(ParseResult input, string source, string at) => new(
        source, at, Chosen(input), Tier: input.GetValue(tier), BytesPerSecond: input.GetValue(rate) is { } mebibytes ? (long)mebibytes << 20 : null);

    internal RecoverRequest Request(ParseResult input, string source, string at) => new(
        source, at, Chosen(input),
        input.GetValue(to) is { } folder ? Agent(input.GetValue(server)) is null && input.GetValue(instance) is null ? Names.Absolute(folder) : folder : null, input.GetValue(original),
        Existing: input.GetValue(existing)!, Security: input.GetValue(security)!, Server: Agent(input.GetValue(server)))
    {
        Instance = input.GetValue(instance), NewName = input.GetValue(name), Overwrite = input.GetValue(overwrite), LeaveRestoring = input.GetValue(leaveRestoring),
        AsFiles = input.GetValue(asFiles), Options = ApplicationOptions.Given(input.GetValue(options)),
    };

    // A folder beside an instance is where that computer keeps the files.
    private static bool IsOnePlace(string? to, bool original, string? instance) => instance is not null ? !original : to is null == original;

    private List<string>? Chosen(ParseResult input) => input.GetValue(items) is { Length: > 0 } chosen ? [.. chosen.Select(Names.Item)] : null;

    /// <summary>The value names a production server unless it is an address.</summary>
    private static string? Agent(string? value) => value?.Contains("://", StringComparison.Ordinal) == true ? null : value;
}
