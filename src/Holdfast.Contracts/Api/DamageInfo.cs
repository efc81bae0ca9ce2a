namespace Holdfast.Contracts.Api;

/// <summary>One damaged thing. <paramref name="Level"/>: footer, ciphertext, plaintext, point. Null where a part does not apply.</summary>
public sealed record DamageInfo(
    string Level, string? Pack, string? Chunk, IReadOnlyList<string> RecoveryPoints, IReadOnlyList<string> Items, bool Healed, string Message);
