namespace Holdfast.Contracts.Api.Groups;

/// <summary>What a changed policy would do to the recovery points that are there.</summary>
/// <param name="BytesFreed">Stored bytes that only the lost points reach, on disk and in the vault together; null: counting took too long even for an estimate.</param>
/// <param name="IsExact">False: counting took too long, and the bytes are an upper bound: other datasources may share them.</param>
public sealed record WhatIfInfo(string Group, PolicyInfo Policy, IReadOnlyList<WhatIfMember> Members, long? BytesFreed, bool IsExact);
