using System.Net;
using Holdfast.Contracts.Api;
using Holdfast.Contracts.Api.Accounts;
using Holdfast.Contracts.Connection;
using Holdfast.Contracts.Errors;
using Holdfast.PowerShell.Completion;
using Holdfast.PowerShell.Connections;
using Holdfast.PowerShell.Help;

namespace Holdfast.PowerShell.Cmdlets.Servers;

[Cmdlet(VerbsCommunications.Connect, "DPMServer"), OutputType(typeof(DpmServer))]
[Alias("Connect-Server", "Connect-HoldfastServer")]
[Help("Connects this session to a backup server.",
    Description = "The cmdlets behind it ask this server where they name none. This computer's own server needs no sign-in; others do: an account here, or a session that `holdfast login` keeps.",
    Example = "Connect-DPMServer -DPMServerName backup.example.org -Credential anna -CertificateSha256 0123…cdef",
    ExampleRemarks = "Asks for the password of anna, and talks to no server but the one with this certificate.")]
public sealed class ConnectServer : HoldfastCmdlet
{
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, HelpMessage = "The backup server: a URL, a host name (port 8443 is assumed), or this computer.")]
    [ArgumentCompleter(typeof(ServerNames))]
    public string? DPMServerName { get; set; }

    [Parameter(HelpMessage = "Account and password. Without it, the session that `holdfast login` keeps is used.")]
    [Credential]
    public PSCredential? Credential { get; set; }

    [Parameter(HelpMessage = "Code of the authenticator, or a recovery code, of an account with a second factor.")]
    public string? Code { get; set; }

    [Parameter(HelpMessage = "SHA-256 of the server's certificate, as the server prints it at its start: no other is trusted. Without it, what this computer trusts.")]
    public string? CertificateSha256 { get; set; }

    [Parameter(HelpMessage = "Taken for the sake of scripts: a connection is made at once.")]
    public SwitchParameter AsyncOperation { get; set; }

    protected override object? Subject => DPMServerName;

    protected override void Run()
    {
        if (ServerConnections.IsHere(DPMServerName)) WriteObject(ServerConnections.Add(DPMServerName, ServerConnections.Local()));
        else if (Credential is null && CertificateSha256 is null) WriteObject(ServerConnections.Renew(DPMServerName!));
        else WriteObject(ServerConnections.Add(DPMServerName, SignIn(DPMServerName!)));
    }

    private DpmServer SignIn(string name)
    {
        var account = Credential?.GetNetworkCredential() ?? throw new HoldfastException(
            ErrorCode.Unauthorized, $"No account is given for {name}.", "Give it with -Credential (Get-Credential).");
        var address = ServerConnections.Address(name);
        using var visitor = new HoldfastClient(RemoteConnection.Http(address, CertificateSha256), null);
        var signedIn = Wait(visitor.Accounts.SignIn(new SignInRequest(account.UserName, account.Password, Code), Stop));
        return ServerConnections.Reached(name, new HoldfastClient(RemoteConnection.Http(address, CertificateSha256), signedIn.Token));
    }
}
