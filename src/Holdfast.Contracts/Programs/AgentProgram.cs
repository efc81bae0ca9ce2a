namespace Holdfast.Contracts.Programs;

/// <summary>An archive of the program that can be given out.</summary>
/// <param name="Sha256">Lower-case hexadecimal.</param>
public sealed record AgentProgram(string Path, string Sha256, long Bytes);
