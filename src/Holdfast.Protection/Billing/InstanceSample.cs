namespace Holdfast.Protection.Billing;

/// <summary>The front-end size of a protected instance on a day.</summary>
/// <param name="Server">The production server; one instance.</param>
public sealed record InstanceSample(DateOnly Day, string Server, long FrontEndBytes);
