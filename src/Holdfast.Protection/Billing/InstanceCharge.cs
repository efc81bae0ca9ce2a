namespace Holdfast.Protection.Billing;

/// <summary>What an instance costs in a month.</summary>
/// <param name="Days">On how many days it was protected.</param>
/// <param name="FrontEndBytes">The largest size of the month.</param>
/// <param name="Amount">In the list's currency, to the hundredth.</param>
public sealed record InstanceCharge(string Server, int Days, long FrontEndBytes, decimal Amount);
