namespace Holdfast.Format;

/// <summary>Bytes that do not follow docs/format.md: damage, truncation, or somebody else's file. Never transient.</summary>
public sealed class MalformedDataException(string message, Exception? inner = null) : Exception(message, inner);
