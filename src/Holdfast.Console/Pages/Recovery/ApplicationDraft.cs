using System.Text;
using Holdfast.Console.Text;
using Holdfast.Contracts.Api;
using Holdfast.Contracts.Api.Applications;

namespace Holdfast.Console.Pages.Recovery;

/// <summary>What somebody wants of an application, and where to, while the wizard is open. Its defaults replace nothing.</summary>
public sealed class ApplicationDraft
{
    public const string ToOriginal = "original", ToInstance = "instance", ToThisServer = "here";

    public const string Latest = "latest";

    public required RecoverySource Source { get; init; }

    /// <summary>Id of a point, latest, or an RFC 3339 time.</summary>
    public required string At { get; init; }

    /// <summary>What the kind can do; null where the server does not know it any more.</summary>
    public WorkloadInfo? Workload { get; init; }

    /// <summary>What of it is wanted, one a line, where something inside can be named; empty: all of it.</summary>
    public string Inner { get; set; } = "";

    /// <summary>From the vault.</summary>
    public bool IsOnline { get; set; }

    /// <summary>original, instance, here.</summary>
    public string Kind { get; set; } = ToInstance;

    /// <summary>Address of the other instance.</summary>
    public string Instance { get; set; } = "";

    /// <summary>Empty: it keeps its name.</summary>
    public string NewName { get; set; } = "";

    /// <summary>Where the instance is to have its files; empty: where it has them usually.</summary>
    public string FilesFolder { get; set; } = "";

    public string Folder { get; set; } = "";

    public bool Overwrite { get; set; }

    public bool LeaveRestoring { get; set; }

    /// <summary>Of a machine that goes to a folder: raw, vhdx, vhd; empty: as its datasource says.</summary>
    public string Format { get; set; } = "";

    /// <summary>The machine is turned on afterwards.</summary>
    public bool Start { get; set; }

    /// <summary>Disks are written as files whose format can be chosen.</summary>
    public bool CanChooseFormat => Kind == ToThisServer && ApplicationWords.IsMachine(Source.Kind);

    /// <summary>The host can turn the machine on.</summary>
    public bool CanStart => CanOverwrite && ApplicationWords.CanStart(Source.Kind);

    /// <summary>There is something that could be replaced.</summary>
    public bool CanOverwrite => Kind is ToOriginal or ToInstance;

    /// <summary>Logs of the kind can be applied by somebody else afterwards.</summary>
    public bool CanLeaveRestoring => CanOverwrite && Workload is { PointInTime: true };

    /// <summary>Where it goes, as one names it.</summary>
    public string Target => Kind switch
    {
        ToOriginal => Source.Path,
        ToInstance => Instance.Trim(),
        _ => Folder.Trim(),
    };

    /// <summary>What is wrong with the destination, in words; null: nothing.</summary>
    public string? DestinationProblem(Texts texts) => Kind switch
    {
        ToOriginal => null,
        ToInstance when !ApplicationWords.IsAddress(Instance.Trim()) => texts["Name the instance by its address, such as {0}.", ApplicationWords.Example(Source.Kind, ApplicationWords.IsMachine(Source.Kind) ? "host2" : "db2")],
        ToInstance when FilesFolder.Trim() is { Length: > 0 } files && !RecoverDraft.IsAbsolute(files) => texts["Name the folder in full, such as {0} or {1}.", "/srv/recovered", @"D:\Recovered"],
        ToInstance => null,
        _ when Folder.Trim().Length == 0 => texts["Name the folder to recover to."],
        _ when !RecoverDraft.IsAbsolute(Folder.Trim()) => texts["Name the folder in full, such as /srv/recovered."],
        _ => null,
    };

    public RecoverRequest Request() => new(
        Source.Place.Source, At, To: Kind switch { ToOriginal => null, ToInstance => Filled(FilesFolder), _ => Folder.Trim() }, Original: Kind == ToOriginal, Online: IsOnline,
        Items: Items(), ExternalServer: Source.Place.Server)
    {
        Instance = Kind == ToInstance ? Instance.Trim() : null, NewName = Kind == ToInstance ? Filled(NewName) : null, Overwrite = CanOverwrite && Overwrite,
        LeaveRestoring = CanLeaveRestoring && LeaveRestoring, Options = Options(),
    };

    /// <summary>The command that does the same, for a POSIX shell.</summary>
    public string CommandLine()
    {
        var request = Request();
        var line = new StringBuilder("holdfast ");
        if (Source.Place.Server is { } server) line.Append("external recover ").Append(RecoverDraft.Quoted(server)).Append(' ');
        else line.Append("recover ");
        line.Append(RecoverDraft.Quoted(request.Source)).Append(" --at ").Append(RecoverDraft.Quoted(At));
        foreach (var item in request.Items ?? []) line.Append(" --item ").Append(RecoverDraft.Quoted(item));
        if (request.Original) line.Append(" --original");
        foreach (var (option, value) in new[] { ("--instance", request.Instance), ("--name", request.NewName), ("--to", request.To) })
            if (value is not null) line.Append(' ').Append(option).Append(' ').Append(RecoverDraft.Quoted(value));
        if (request.Overwrite) line.Append(" --overwrite");
        if (request.LeaveRestoring) line.Append(" --leave-restoring");
        foreach (var (name, value) in request.Options ?? new Dictionary<string, string>()) line.Append(" --option ").Append(name).Append('=').Append(value);
        if (IsOnline && Source.Place.Server is null) line.Append(" --online");
        return line.Append(" --wait").ToString();
    }

    private Dictionary<string, string>? Options() => CanChooseFormat && Format.Length > 0 ? new() { ["format"] = Format } : CanStart && Start ? new() { ["start"] = "true" } : null;

    private List<string>? Items() => Workload?.InnerExample is not null && Inner.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) is { Length: > 0 } items ? [.. items] : null;

    private static string? Filled(string text) => text.Trim() is { Length: > 0 } filled ? filled : null;
}
