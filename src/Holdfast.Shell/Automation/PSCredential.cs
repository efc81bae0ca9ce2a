using System.Net;
using System.Security;

namespace Holdfast.Shell.Automation;

/// <summary>An account and its password.</summary>
public sealed class PSCredential(string userName, SecureString password)
{
    public string UserName => userName;

    public SecureString Password => password;

    public NetworkCredential GetNetworkCredential() => new(userName, password);
}
