namespace Holdfast.Server.Engine;

/// <summary>What lists show of the backup of an application.</summary>
/// <param name="Type">full, incremental, log.</param>
/// <param name="Guarantee">crash, application.</param>
/// <param name="Consistent">The moment, by the application's clock, that the point brings back by itself.</param>
/// <param name="Why">Why it was more than was wanted.</param>
public sealed record ApplicationFacts(string Type, string Guarantee, DateTimeOffset Consistent, string? Why)
{
    /// <summary>Server whose copy was read; null where the datasource has one alone.</summary>
    public string? ReadFrom { get; init; }
}
