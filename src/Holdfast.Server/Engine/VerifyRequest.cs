namespace Holdfast.Server.Engine;

/// <param name="PointId">One point only, or null for the whole repository.</param>
/// <param name="Online">The vault copy instead of the pool.</param>
/// <param name="SamplePercent">1…100: how much of the data is read.</param>
/// <param name="Heal">Repair from the other copy.</param>
/// <param name="Reported">Only the packs of the vault copy which the vault itself said are damaged.</param>
public sealed record VerifyRequest(string? PointId, bool Online, int SamplePercent, bool Heal, bool Reported = false);
