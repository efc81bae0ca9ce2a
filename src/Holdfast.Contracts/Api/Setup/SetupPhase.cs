namespace Holdfast.Contracts.Api.Setup;

/// <summary>One phase of the installation.</summary>
/// <param name="Id">checks, settings, catalog, pool, account, finish.</param>
/// <param name="State">waiting, running, done, failed, undone.</param>
/// <param name="Percent">0 to 100.</param>
/// <param name="Message">What is done, was made, or went wrong.</param>
public sealed record SetupPhase(string Id, string Title, string State, int Percent, string? Message)
{
    /// <summary>What helps where it failed.</summary>
    public string? Remedy { get; init; }
}
