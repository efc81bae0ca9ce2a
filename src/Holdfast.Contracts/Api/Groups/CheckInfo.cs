namespace Holdfast.Contracts.Api.Groups;

/// <summary>When members are compared with their replicas.</summary>
/// <param name="WhenInconsistent">Once a replica has become inconsistent, by itself.</param>
/// <param name="Schedule">Null: never by schedule.</param>
/// <param name="LongestMinutes">A scheduled check is cancelled after this long, 15…1,440; null: it may take as long as it takes.</param>
public sealed record CheckInfo(bool WhenInconsistent = true, TimesInfo? Schedule = null, int? LongestMinutes = null);
