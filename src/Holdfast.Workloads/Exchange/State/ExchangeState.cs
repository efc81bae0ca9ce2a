namespace Holdfast.Workloads.Exchange.State;

/// <summary>What a recovery point of a database holds.</summary>
/// <param name="Server">That it was taken on.</param>
/// <param name="Name">The database's then.</param>
/// <param name="Sets">A full backup, and logs in the order in which they were taken.</param>
internal sealed record ExchangeState(string Server, Guid Database, string Name, IReadOnlyList<ExchangeSet> Sets);
