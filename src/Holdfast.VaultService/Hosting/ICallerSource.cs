using System.Security.Cryptography.X509Certificates;
using Holdfast.Contracts.Errors;

namespace Holdfast.VaultService.Hosting;

/// <summary>Knows whom a certificate or a token belongs to.</summary>
internal interface ICallerSource
{
    /// <exception cref="HoldfastException">It is no longer good: replaced, ended, removed.</exception>
    VaultCaller OfCertificate(X509Certificate2 certificate);

    /// <param name="isLocal">The request comes from this computer.</param>
    /// <returns>Null where it is nobody's.</returns>
    /// <exception cref="HoldfastException">It was good once.</exception>
    VaultCaller? OfToken(string token, bool isLocal);
}
