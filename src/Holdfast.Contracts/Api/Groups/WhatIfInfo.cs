namespace Holdfast.Contracts.Api.Groups;

/// <summary>What a changed policy would do to the recovery points that are there.</summary>
/// <param name="BytesFreed">Stored bytes that only the lost points reach, on disk and in the vault together.</param>
/// <param name="IsExact">False: counting took too long, and the bytes are an estimate.</param>
public sealed record WhatIfInfo(string Group, PolicyInfo Policy, IReadOnlyList<WhatIfMember> Members, long BytesFreed, bool IsExact);
