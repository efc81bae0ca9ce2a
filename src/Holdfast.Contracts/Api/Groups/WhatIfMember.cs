namespace Holdfast.Contracts.Api.Groups;

/// <summary>One datasource in one place.</summary>
/// <param name="Place">disk, online.</param>
public sealed record WhatIfMember(string Source, string Name, string Path, string Place, IReadOnlyList<WhatIfPoint> Points);
