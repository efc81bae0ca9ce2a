using Holdfast.Contracts.Accounts;
using Holdfast.Contracts.Api;
using Holdfast.Contracts.Api.Accounts;
using Holdfast.Contracts.Errors;
using static Holdfast.Server.Tests.Accounts.TestAccounts;

namespace Holdfast.Server.Tests.Accounts;

public sealed class LdapTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task SignIn_ByDirectory_GivesTheRoleOfTheGroup(bool ldaps)
    {
        if (LdapServer.Lacks is { } reason) Assert.Skip(reason);
        using var directory = await LdapServer.Start();
        await using var server = await RunningServer.Start(settings: Json(directory, ldaps, directory.Certificates));
        using var anonymous = new HoldfastClient(new Uri(server.Address.Url), null);
        var session = await anonymous.Accounts.SignIn(new SignInRequest("anna", "the directory's password"));
        Assert.Equal(("ldap:anna", RoleNames.Operator), (session.Name, session.Role));
        using var anna = server.As(session.Token);
        await anna.Status();
        Assert.Equal(ErrorCode.Forbidden, await Refused(anna.Accounts.List()));
        Assert.Empty((await server.Client.Accounts.List()).Accounts);

        Assert.Equal(ErrorCode.SignInFailed, await Refused(server.SignIn("anna", "wrong")));
        Assert.Equal(ErrorCode.SignInFailed, await Refused(server.SignIn("bert", "another password"))); // in no group
        Assert.Equal(ErrorCode.SignInFailed, await Refused(server.SignIn("nobody", "the directory's password")));
        Assert.Equal(ErrorCode.SignInFailed, await Refused(server.SignIn("anna,ou=people", "the directory's password")));
        Assert.Equal(ErrorCode.SignInFailed, await Refused(server.SignIn("*", "the directory's password")));
    }

    /// <summary>Somebody with a laptop, in no group that is listed: the directory says who it is, the account which machine.</summary>
    [Fact]
    public async Task SignIn_PersonWithAnAccount_IsLimitedToTheirMachine()
    {
        if (LdapServer.Lacks is { } reason) Assert.Skip(reason);
        using var directory = await LdapServer.Start();
        await using var server = await RunningServer.Start(settings: Json(directory, true, directory.Certificates));
        await server.Client.Accounts.Create(new CreateAccountRequest("ldap:bert", RoleNames.RecoveryOperator, Servers: ["berts-laptop"]));

        using var bert = server.As(await server.SignIn("bert", "another password"));

        Assert.Equal((RoleNames.RecoveryOperator, "berts-laptop"), ((await bert.Accounts.Caller()).Role, Assert.Single((await bert.Accounts.Caller()).Servers)));
        Assert.Equal(ErrorCode.SignInFailed, await Refused(server.SignIn("bert", "wrong")));
        Assert.Equal(ErrorCode.SignInFailed, await Refused(server.SignIn("ldap:bert", "another password")));

        // What this computer has is not bert's, until this computer is.
        var held = await server.Protect();
        Assert.Empty((await bert.Sources()).Sources);
        Assert.Equal(ErrorCode.NotFound, await Refused(bert.Recovery.Versions(held.Source!, "a.txt")));
        await server.Client.Accounts.Modify("ldap:bert", new ModifyAccountRequest(RoleNames.RecoveryOperator, [Environment.MachineName.ToLowerInvariant()], []));
        using var again = server.As(await server.SignIn("bert", "another password"));
        Assert.Equal(held.RecoveryPoint, Assert.Single((await again.Recovery.Versions(held.Source!, "a.txt")).Versions).RecoveryPoint);
    }

    [Fact]
    public async Task SignIn_LocalAccountOfThatName_IsNotTheDirectorys()
    {
        if (LdapServer.Lacks is { } reason) Assert.Skip(reason);
        using var directory = await LdapServer.Start();
        await using var server = await RunningServer.Start(settings: Json(directory, true, directory.Certificates));
        using var local = await server.Account("anna", RoleNames.Administrator);
        Assert.Equal(ErrorCode.SignInFailed, await Refused(server.SignIn("anna", "the directory's password")));
        Assert.Equal(RoleNames.Administrator, (await local.Accounts.Caller()).Role);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task SignIn_CertificateOfAnotherAuthority_IsRefusedBeforeThePasswordIsSent(bool ldaps)
    {
        if (LdapServer.Lacks is { } reason) Assert.Skip(reason);
        using var directory = await LdapServer.Start();
        await using var server = await RunningServer.Start(settings: Json(directory, ldaps, directory.OtherCertificates));
        Assert.Equal(ErrorCode.DirectoryUnreachable, await Refused(server.SignIn("anna", "the directory's password")));
    }

    private static string Json(LdapServer directory, bool ldaps, string certificates) => $$"""
        {
          "passwordIterations": 100000, "ldapServer": "{{(ldaps ? $"ldaps://127.0.0.1:{directory.TlsPort}" : $"ldap://127.0.0.1:{directory.Port}")}}",
          "ldapUserFormat": "uid={0},ou=people,dc=example,dc=org", "ldapSearchBase": "dc=example,dc=org",
          "ldapRoles": ["Backup Operators=operator", "cn=nobody,dc=example,dc=org=administrator"], "ldapCertificateFile": "{{certificates}}"
        }
        """;
}
