namespace Holdfast.Protection.Storage;

/// <summary>How many bytes were used at a time.</summary>
public readonly record struct FillSample(DateTimeOffset Taken, long Used);
