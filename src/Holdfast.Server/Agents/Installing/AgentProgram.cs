namespace Holdfast.Server.Agents.Installing;

/// <summary>An archive of the program that can be given out.</summary>
/// <param name="Sha256">Lower-case hexadecimal.</param>
internal sealed record AgentProgram(string Path, string Sha256, long Bytes);
