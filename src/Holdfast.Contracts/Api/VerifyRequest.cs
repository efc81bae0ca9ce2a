using System.Text.Json.Serialization;

namespace Holdfast.Contracts.Api;

/// <summary>Reads stored data and says what is damaged.</summary>
/// <param name="Target">pool, vault, point.</param>
/// <param name="RecoveryPoint">Which point, for the target point.</param>
/// <param name="SamplePercent">1…100: how much of the data is read.</param>
/// <param name="Heal">Repairs from the other copy.</param>
/// <param name="Online">For the target point: its copy in the vault.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record VerifyRequest(string Target = "pool", string? RecoveryPoint = null, int SamplePercent = 100, bool Heal = false, bool Online = false);
