using System.Text.Json.Serialization;

namespace Holdfast.Contracts.Api;

/// <summary>Recovers items of a recovery point.</summary>
/// <param name="Source">Datasource: id, name, or path.</param>
/// <param name="At">Id of a point, "latest", or an RFC 3339 time: of files the newest point not later, of applications whose log is kept that moment exactly ("latest": as far as the log goes).</param>
/// <param name="Items">Paths relative to the datasource's root as browse shows them; null or empty for everything.</param>
/// <param name="To">Absolute folder that items land under by their relative path. Exactly one of this and <paramref name="Original"/>.</param>
/// <param name="Original">Back to where they were.</param>
/// <param name="Online">From the vault.</param>
/// <param name="Existing">copy, skip, overwrite.</param>
/// <param name="Security">destination, point.</param>
/// <param name="Server">Production server that <paramref name="To"/> is a folder of; null is this computer. The original place is on the datasource's own.</param>
/// <param name="ExternalServer">Id of another server of the vault whose point it is.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record RecoverRequest(
    string Source, string At = "latest", IReadOnlyList<string>? Items = null, string? To = null, bool Original = false, bool Online = false,
    string Existing = "copy", string Security = "point", string? ExternalServer = null,
    string? Server = null)
{
    /// <summary>Address of an instance that an application is recovered to, in the place of <see cref="To"/> and <see cref="Original"/>; <see cref="To"/> may then name the folder of its files there.</summary>
    public string? Instance { get; init; }

    /// <summary>Name at the instance; null keeps it.</summary>
    public string? NewName { get; init; }

    /// <summary>Of applications: what is there may be replaced.</summary>
    public bool Overwrite { get; init; }

    /// <summary>Of applications: more logs will be applied by somebody else.</summary>
    public bool LeaveRestoring { get; init; }

    /// <summary>Of applications: settings by name for this recovery alone, over those of the datasource, such as the format that a machine's disks are written in.</summary>
    public IReadOnlyDictionary<string, string>? Options { get; init; }

    /// <summary>Of applications: the files as they were taken are recovered, as of any folder; nothing is replayed.</summary>
    public bool AsFiles { get; init; }
}
