using Holdfast.Contracts.Api.Applications;

namespace Holdfast.Console.Text;

/// <summary>Databases and other applications in words.</summary>
internal static class ApplicationWords
{
    private const string Files = "files", HyperV = "hyperV", BareMetal = "bareMetal";

    /// <summary>Whether a path is the address of an application, such as postgresql://db1:5432.</summary>
    internal static bool IsAddress(string path) => ApplicationAddress.IsOne(path);

    /// <summary>Whether a kind of datasource is one that can be recovered as itself, not only as files.</summary>
    internal static bool IsApplication(string kind) => kind is not (Files or "");

    /// <summary>A kind of datasource as one says it; one that this console does not know is named as it is.</summary>
    internal static string Kind(string kind, Texts texts) => kind switch
    {
        Files or "" => texts["Files"],
        "postgresql" => "PostgreSQL",
        "sqlServer" => "SQL Server",
        HyperV => "Hyper-V",
        "exchange" => "Exchange",
        "qemu" => "QEMU",
        "systemState" => texts["System state"],
        BareMetal => texts["Bare metal"],
        "sharePoint" => "SharePoint",
        _ => kind,
    };

    /// <summary>Whether a kind of datasource is a machine: its points hold disks.</summary>
    internal static bool IsMachine(string kind) => kind is HyperV or "qemu" or BareMetal;

    /// <summary>Whether a host can turn a machine of the kind on.</summary>
    internal static bool CanStart(string kind) => kind == HyperV;

    internal static string Icon(string kind) => IsMachine(kind) ? "machine" : kind == "systemState" ? "server" : IsApplication(kind) ? "database" : "folder";

    /// <summary>The kind that an address is most likely of; empty for what is none.</summary>
    internal static string KindOf(string address) => ApplicationAddress.Scheme(address) switch
    {
        "libvirt" => "qemu",
        "sqlserver" => "sqlServer",
        "hyperv" => HyperV,
        "systemstate" => "systemState",
        "baremetal" => BareMetal,
        "sharepoint" => "sharePoint",
        var scheme => scheme,
    };

    /// <summary>What an address of the kind looks like.</summary>
    internal static string Example(string kind, string host) => kind switch
    {
        "qemu" => "libvirt:///system",
        "exchange" => $"exchange://{host}/",
        "postgresql" => $"postgresql://{host}:5432",
        "sqlServer" => $"sqlserver://{host}/Sales",
        _ => $"{kind.ToLowerInvariant()}://{host}",
    };

    /// <summary>What was read for a recovery point.</summary>
    internal static string Type(string? type, Texts texts) => type switch
    {
        null => "–",
        "full" => texts["full"],
        "incremental" => texts["incremental"],
        "log" => texts["log"],
        _ => type,
    };

    internal static string Types(IEnumerable<string> types, Texts texts) => string.Join(", ", types.Select(type => Type(type, texts)));

    /// <summary>What a backup says of itself.</summary>
    internal static string Guarantee(string? guarantee, Texts texts) => guarantee switch
    {
        "application" => texts["as the application itself would back it up"],
        "crash" => texts["as after a power cut"],
        null => "–",
        _ => guarantee,
    };

    /// <summary>How far a drill went, in a word and in a sentence.</summary>
    internal static (string Word, string Sentence) Depth(string depth, Texts texts) => depth switch
    {
        "planned" => (texts["Planned"], texts["A plan exists, and everything that it reads is there."]),
        "read" => (texts["Read"], texts["All content was read, and its own checksums hold."]),
        "opened" => (texts["Opened"], texts["It was recovered, and the application opened it."]),
        "compared" => (texts["Compared"], texts["It was recovered and opened, and what it gives out is what it gave out when the point was made."]),
        _ => (depth, depth),
    };

    /// <summary>How a log is followed: a kind for StateMark, its word, and its icon.</summary>
    internal static (string Kind, string Word, string? Icon) Log(LogFollowing log, Texts texts) => log.State switch
    {
        "following" => ("ok", texts["Following"], null),
        "connecting" => ("warning", texts["Connecting again"], "refresh"),
        "broken" => ("danger", texts["Broken"], null),
        "stopped" => ("quiet", texts["Stopped"], "stopped"),
        _ => ("quiet", log.State, null),
    };

    /// <summary>What the state of a log means for who reads it, and what to do; null where nothing is to be done.</summary>
    internal static string? LogAdvice(LogFollowing log, Texts texts) => log.State switch
    {
        "connecting" => texts["What was covered so far stays recoverable. Following goes on by itself as soon as the application answers; what it keeps of its log until then is not lost."],
        "broken" => texts["The application has given up pieces of its log before they were taken, so nothing after the covered time can be reached. A new recovery point begins anew: create one now."],
        "stopped" => texts["Its log is not followed now, so only its recovery points and what was covered before can be reached."],
        _ => null,
    };

    /// <summary>A lag such as "3.4 s"; a lag of hours is one of hours.</summary>
    internal static string Lag(long milliseconds) => TimeWords.Duration(TimeSpan.FromMilliseconds(Math.Max(0, milliseconds)));
}
