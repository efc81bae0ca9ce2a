namespace Holdfast.Contracts.Api.Billing;

/// <summary>What a protected instance costs in a month.</summary>
/// <param name="Id">The production server.</param>
/// <param name="Days">On how many days it was protected.</param>
/// <param name="FrontEndBytes">The largest size of the month.</param>
public sealed record InstanceChargeInfo(string Id, int Days, long FrontEndBytes, decimal Amount);
