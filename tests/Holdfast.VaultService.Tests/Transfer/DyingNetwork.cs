using System.Diagnostics;

namespace Holdfast.VaultService.Tests.Transfer;

/// <summary>Kills this process (SIGKILL, no clean-up) at an upload of a pack.</summary>
/// <param name="at">The how manieth.</param>
/// <param name="isAfter">When it was done, before anybody here hears of it; otherwise before it is sent.</param>
internal sealed class DyingNetwork(HttpMessageHandler inner, int at, bool isAfter) : DelegatingHandler(inner)
{
    private int left = at;

    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var dies = request.Method == HttpMethod.Put && request.RequestUri!.AbsolutePath.Contains("/packs/", StringComparison.Ordinal) && Interlocked.Decrement(ref left) == 0;
        if (dies && isAfter) base.Send(request, cancellationToken).Dispose();
        if (dies) Process.GetCurrentProcess().Kill();
        return base.Send(request, cancellationToken);
    }
}
