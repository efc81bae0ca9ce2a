using Holdfast.Console.Text;
using Holdfast.Contracts.Api;
using Holdfast.Contracts.Errors;

namespace Holdfast.Console.Pages.Recovery;

/// <summary>A datasource and its recovery points, of this server or of another one of the vault.</summary>
/// <param name="ServerName">Production server.</param>
/// <param name="Points">Newest first.</param>
public sealed record RecoverySource(RecoveryPlace Place, string Name, string ServerName, string Path, IReadOnlyList<RecoveryPointInfo> Points)
{
    /// <summary>files, or a kind of application.</summary>
    public string Kind { get; init; } = "files";

    public bool IsApplication => ApplicationWords.IsApplication(Kind);

    /// <summary>It belongs to another server of the vault.</summary>
    public bool IsExternal => Place.Server is not null;

    /// <param name="source">Id, name, or path.</param>
    /// <exception cref="HoldfastException">What the API answers; NotFound where the other server has no such datasource.</exception>
    public static async Task<RecoverySource> Read(HoldfastClient api, string? server, string source, CancellationToken cancellation)
    {
        if (server is null)
        {
            var info = await api.Source(source, cancellation);
            var held = await api.RecoveryPoints(info.Id, cancellation: cancellation);
            return new RecoverySource(PlaceOf(null, info.Id, info.Kind), info.Name, info.Server, info.Path, NewestFirst(held.RecoveryPoints)) { Kind = info.Kind };
        }
        var all = (await api.ExternalRecoveryPoints(server, cancellation)).RecoveryPoints.Where(point => point.Source == source).ToList();
        if (all.Count == 0) throw new HoldfastException(ErrorCode.NotFound, "The other server has no such datasource.");
        return new RecoverySource(PlaceOf(server, source, all[0].Kind), all[0].SourceName, all[0].Server, all[0].Path, NewestFirst(all)) { Kind = all[0].Kind };
    }

    /// <summary>The point that is meant: by id, otherwise the newest of a day, otherwise the newest; null where there is none.</summary>
    /// <param name="point">Id, "latest", or null.</param>
    public RecoveryPointInfo? Choose(string? point, DateOnly? day, Func<DateTimeOffset, DateTimeOffset> local) =>
        point is null or "latest"
            ? Points.FirstOrDefault(one => day is null || DateOnly.FromDateTime(local(one.Created).DateTime) == day)
            : Points.FirstOrDefault(one => one.Id == point);

    private static RecoveryPlace PlaceOf(string? server, string source, string kind) => new(server, source) { IsApplication = ApplicationWords.IsApplication(kind) };

    private static List<RecoveryPointInfo> NewestFirst(IEnumerable<RecoveryPointInfo> points) => [.. points.OrderByDescending(point => point.Created)];
}
