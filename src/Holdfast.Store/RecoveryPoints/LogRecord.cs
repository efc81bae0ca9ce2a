namespace Holdfast.Store.RecoveryPoints;

/// <summary>How far a followed log goes (docs/format.md §6). Its segments are the files of the point's table, in the order of their modification times.</summary>
/// <param name="Start">From where on it is without a gap, as the application writes it.</param>
/// <param name="End">Up to where it is kept.</param>
/// <param name="Covered">The newest moment, by the application's clock, that can be recovered with it.</param>
/// <param name="Files">Files of the table that are no segments.</param>
/// <param name="IsClosed">The application went on without it: another log follows after a gap.</param>
public sealed record LogRecord(string Start, string End, DateTimeOffset? Covered, IReadOnlyList<string> Files, bool IsClosed);
