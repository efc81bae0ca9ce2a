namespace Holdfast.Contracts.Agent;

/// <summary>Trailers of a failed call to the gateway.</summary>
public static class GatewayTrailers
{
    /// <summary>Number of the error.</summary>
    public const string Code = "holdfast-code";

    /// <summary>What to do about it.</summary>
    public const string Remedy = "holdfast-remedy";
}
