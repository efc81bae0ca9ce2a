namespace Holdfast.Contracts.Api.Setup;

/// <summary>What a scratch folder has to hold: one twentieth of what is planned for the vault. Bytes.</summary>
/// <param name="FreeBytes">In the file system of the folder.</param>
public sealed record ScratchAnswer(long NeededBytes, long FreeBytes, bool Enough, string Explanation);
