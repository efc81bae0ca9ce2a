using System.Globalization;
using System.Security.Authentication;
using Grpc.Core;
using Holdfast.Contracts.Agent;
using Holdfast.Contracts.Errors;

namespace Holdfast.Agent.Control;

/// <summary>Reads what a failed call was about.</summary>
public static class GatewayFailure
{
    /// <summary>What the server said, or what kept the call from reaching it.</summary>
    public static HoldfastException Of(RpcException failure, Uri server)
    {
        if (failure.Trailers.GetValue(GatewayTrailers.Code) is { } text && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var code))
            return new HoldfastException(
                (ErrorCode)code, failure.Status.Detail is { Length: > 0 } said ? said : ErrorCatalog.Get((ErrorCode)code).Title + ".", failure.Trailers.GetValue(GatewayTrailers.Remedy), failure);
        for (Exception? inner = failure.Status.DebugException ?? failure; inner is not null; inner = inner.InnerException)
            if (inner is AuthenticationException) return new HoldfastException(ErrorCode.AgentServerNotPinned, $"What answers at {server} is not the server that this agent knows.", inner: failure);
        return new HoldfastException(ErrorCode.NotReachable, $"The server does not answer at {server}: {failure.Status.Detail}", "Check that the server runs and that its agent port can be reached from here.", failure);
    }
}
