namespace Holdfast.Contracts.Api.Agents;

/// <summary>How an agent comes onto a computer of one platform.</summary>
/// <param name="Platform">linux-x64, windows-x64.</param>
/// <param name="IsAvailable">This server has the program of its own version for the platform, and gives it out.</param>
/// <param name="Url">Where it is given out; null where it is not.</param>
/// <param name="Sha256">Of the program, in lower-case hexadecimal.</param>
/// <param name="Command">One command that fetches the program, checks its hash, and enrolls, with <see cref="AgentInstallers.TokenPlaceholder"/> where the token goes.</param>
/// <param name="Reason">Why it is not given out, and what to do instead; null where it is.</param>
public sealed record AgentInstaller(string Platform, bool IsAvailable, string? Url, string? Sha256, long? Bytes, string? Command, string? Reason);
