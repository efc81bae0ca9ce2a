namespace Holdfast.VaultService.Hosting;

/// <summary>A route below <see cref="VaultRouter.Root"/> and who may call it. Endpoint metadata.</summary>
/// <param name="LargestBody">Bytes that a request may bring.</param>
internal sealed record VaultRouteRule(string Method, string Route, VaultCallers Callers, long LargestBody = VaultRouteRule.StandardBody)
{
    internal const long StandardBody = 1 << 20;
}
