using System.Text.Json;
using Holdfast.Contracts.Api.Applications;
using Holdfast.Contracts.Errors;
using Holdfast.Testing.SqlServer;
using Holdfast.Testing.SqlServer.Instances;

namespace Holdfast.EndToEnd.Tests.Applications;

/// <summary>SQL Server through the executable: its client, its endpoint, and all between them are real; the instances are simulated.</summary>
public sealed class SqlServerTests(SqlServerHome site) : IClassFixture<SqlServerHome>
{
    [Fact]
    public void Instance_WithDatabasesThatCome_JoinThemselvesAndGoToAnotherInstanceAtAMoment()
    {
        var home = site.Installation;
        var (first, second) = (site.Instances.Start("SQL01"), site.Instances.Start("SQL02"));
        first.Instance.Add(new SimulatedDatabase("Orders") { Pages = GeneratedPages.Database(7, 1536) });
        first.Instance.Add(new SimulatedDatabase("tempdb") { Id = 2 });
        Assert.Equal([("Orders", true), ("tempdb", false)], Found(home.Do("source", "discover", first.Address).Output));
        home.Do("group", "create", "SQL", "--auto-protect", first.Address);
        Assert.Equal(["Orders"], site.Joined("SQL").Select(source => source.Name));
        first.Instance.Add(new SimulatedDatabase("Sales & more") { Pages = GeneratedPages.Database(8, 64), Family = Guid.NewGuid() });
        Assert.Equal(["Orders", "Sales & more"], site.Joined("SQL").Select(source => source.Name));

        var orders = first.Address + "Orders";
        first.Instance.Commit("Orders", "in the first log");
        home.Done("sync", orders);
        var moment = first.Instance.Commit("Orders", "in the second log");
        first.Instance.Commit("Orders", "too late");
        home.Done("sync", orders);
        var points = home.Points().Where(point => point.Path == orders).OrderBy(point => point.Created).ToList();
        Assert.Equal(["full", "log", "log"], points.Select(point => point.Type));
        Assert.All(points, point => Assert.Equal(("sqlServer", "application"), (point.Kind, point.Guarantee)));

        string[] wanted = ["recover", orders, "--at", moment.ToString("O"), "--instance", second.Address, "--name", "Orders then"];
        var plan = JsonSerializer.Deserialize(home.Do([.. wanted, "--plan"]).Output, ApplicationsJson.Default.RecoveryPlanInfo)!;
        Assert.Equal(moment, plan.Reaches);
        Assert.Empty(second.Instance.Databases);
        Assert.Equal(moment, home.Done(wanted).Plan!.Reached);
        var copy = second.Instance["Orders then"];
        Assert.Equal(("ONLINE", "in the first log, in the second log"), (copy.State, string.Join(", ", copy.Commits.Select(commit => commit.Row))));
        Assert.True(copy.Pages.AsSpan().SequenceEqual(first.Instance["Orders"].Pages));
        Assert.True(site.Instances.Place.Parts.Count(part => part.StartsWith("full/", StringComparison.Ordinal)) > 2 && site.Instances.Place.Ranges.Count > 10, "Backups go up in parts and come down in ranges.");

        var drill = home.Done("drill", orders).Drill!;
        Assert.True(drill is { Sound: true, Depth: "read" }, string.Join(' ', drill.Findings));
        Assert.True(first.IsEncrypted && second.IsEncrypted);
        site.Instances.AssertClean();
    }

    /// <summary>As SQL Server is when it was just installed: its certificate is its own.</summary>
    [Fact]
    public void Instance_WhoseCertificateIsItsOwn_IsLookedIntoAndProtectedByTheOptionsOfItsGroup()
    {
        var (home, option) = (site.Installation, "trustServerCertificate=true");
        var stranger = site.Strangers.Start("SQL03");
        stranger.Instance.Add(new SimulatedDatabase("Lab"));
        var refused = home.Run("source", "discover", stranger.Address, "--json").Expect(4).Json.GetProperty("error");
        Assert.Equal((int)ErrorCode.ApplicationNotReachable, refused.GetProperty("code").GetInt32());
        Assert.Contains("chain validation", refused.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Equal([("Lab", true)], Found(home.Do("source", "discover", stranger.Address, "--option", option).Output));
        home.Do("group", "create", "Lab", "--auto-protect", stranger.Address, "--auto-protect-option", option);
        var member = Assert.Single(site.Joined("Lab"));
        Assert.Equal(("Lab", "true", 1), (member.Name, member.Options!["trustServerCertificate"], member.RecoveryPoints));
        site.Strangers.AssertClean();
    }

    [Fact]
    public void Protect_InstanceInPlaceOfADatabase_SaysHowAllOfItJoins()
    {
        var instance = site.Instances.Start("SQL04");
        var refused = site.Installation.Run("protect", instance.Address, "--group", "Instance", "--json").Expect(2);
        Assert.Equal((int)ErrorCode.ApplicationAddressWrong, refused.Json.GetProperty("error").GetProperty("code").GetInt32());
        Assert.Contains($"--auto-protect {instance.Address}", refused.Json.GetProperty("error").GetProperty("remedy").GetString(), StringComparison.Ordinal);
        site.Installation.Run("group", "show", "Instance", "--json").Expect(1);
    }

    private static IEnumerable<(string Name, bool CanBeProtected)> Found(string output) =>
        JsonSerializer.Deserialize(output, ApplicationsJson.Default.FoundApplications)!.Applications.Select(database => (database.Name, database.Unprotectable is null)).Order();
}
