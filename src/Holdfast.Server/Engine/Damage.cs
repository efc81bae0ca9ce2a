namespace Holdfast.Server.Engine;

/// <summary>One damaged thing. <paramref name="Level"/>: footer, ciphertext, plaintext, point. Null where a part does not apply.</summary>
public sealed record Damage(string Level, string? Pack, string? Chunk, IReadOnlyList<string> Points, IReadOnlyList<string> Items, bool Healed, string Message);
