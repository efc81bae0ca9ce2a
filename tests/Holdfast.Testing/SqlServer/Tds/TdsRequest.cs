namespace Holdfast.Testing.SqlServer.Tds;

/// <summary>A statement as a client sent it.</summary>
/// <param name="Parameters">Values by name with @.</param>
public sealed record TdsRequest(string Text, IReadOnlyDictionary<string, object?> Parameters);
