using System.Security.Cryptography.X509Certificates;
using Holdfast.PowerShell.Help;

namespace Holdfast.PowerShell.Cmdlets.Cloud;

[Cmdlet(VerbsCommon.Get, "DPMCloudCertificateListFromLocalStore"), OutputType(typeof(X509Certificate2))]
[Alias("Get-HoldfastCloudCertificateListFromLocalStore")]
[Help("Gets the certificates of this user's own store that have a key.", Description = "No certificate is needed to register with a vault: the server gets one by its credentials file, and renews it by itself.", Example = "Get-DPMCloudCertificateListFromLocalStore | Format-Table Subject, NotAfter")]
public sealed class GetCloudCertificateList : ServerCmdlet
{
    protected override void Run()
    {
        using var store = new X509Store(StoreName.My, StoreLocation.CurrentUser);
        store.Open(OpenFlags.ReadOnly);
        foreach (var certificate in store.Certificates.Where(certificate => certificate.HasPrivateKey)) WriteObject(certificate);
    }
}
