namespace Holdfast.Server.Setup.Checks;

/// <summary>A TCP port that the server will listen on.</summary>
/// <param name="IsNeeded">It must be this one; otherwise another free one is taken in its place.</param>
/// <param name="Problem">Why it cannot be opened; null where it can.</param>
internal sealed record PortFacts(int Port, string Purpose, string? Problem, bool IsNeeded = true);
