namespace Holdfast.Server.Engine;

/// <summary>What deleting points would free in the end.</summary>
/// <param name="Bytes">Stored bytes that only those points reach; null where not even an estimate was done in time.</param>
/// <param name="IsExact">False: an upper bound, in which other datasources were not looked at.</param>
public sealed record FreedBytes(long? Bytes, bool IsExact);
