namespace Holdfast.Workloads.PostgreSql.Comparison;

/// <summary>What a database gives out: the rows of its tables as text.</summary>
/// <param name="Hash">Of names, numbers of rows, and what the rows are; not of their order.</param>
internal sealed record DatabaseContent(long Tables, long Rows, string Hash);
