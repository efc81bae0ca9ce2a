using System.Security;
using Holdfast.Contracts.Api;

namespace Holdfast.PowerShell.Connections;

/// <summary>What the cmdlet that runs on this thread was given to confirm with. It goes along with the requests that the cmdlet makes, until this is disposed.</summary>
internal sealed class Confirmation : IDisposable
{
    [ThreadStatic]
    private static (string? Code, string? Pin) current;

    private readonly (string? Code, string? Pin) before = current;

    /// <param name="code">For the server; null: none, or the one that holds already.</param>
    /// <param name="pin">For its vault; null: none, or the one that holds already.</param>
    internal Confirmation(SecureString? code, SecureString? pin) =>
        current = (code is null ? before.Code : Secrets.Text(code), pin is null ? before.Pin : Secrets.Text(pin));

    /// <summary>Gives a client what is to go along with its next requests, and takes away what did before.</summary>
    internal static HoldfastClient GoesAlong(HoldfastClient client)
    {
        client.Confirm(current.Code);
        client.UseVaultPin(current.Pin);
        return client;
    }

    public void Dispose() => current = before;
}
