using System.Text.Json;
using Holdfast.Contracts.Api;
using Holdfast.Contracts.Api.Objects;
using Holdfast.EndToEnd.Tests.Running;
using Holdfast.Testing.SqlServer.Instances;

namespace Holdfast.EndToEnd.Tests.Applications;

/// <summary>An installation that reaches simulated instances of SQL Server: it has their account and trusts their certificate, and they trust its endpoint.</summary>
public sealed class SqlServerHome : IDisposable
{
    public SqlServerHome()
    {
        Installation = new Installation { Trusted = Instances.Trusted };
        File.WriteAllText(Installation.Data("settings.json"), Installation.Settings.TrimEnd(' ', '}') + ", \"objectEndpointAddress\": \"127.0.0.1\" }");
        Installation.Start();
        var password = Installation.InRoot("password");
        File.WriteAllText(password, ListeningInstances.Password + "\n");
        Installation.Do("credential", "set", ListeningInstances.Host, "--user", ListeningInstances.User, "--password-file", password);
        var endpoint = JsonSerializer.Deserialize(Installation.Do("object-endpoint", "certificate").Output, ObjectsJson.Default.ObjectEndpointInfo)!;
        Instances.Place.Authority = Strangers.Place.Authority = endpoint.Certificate;
    }

    internal Installation Installation { get; }

    internal ListeningInstances Instances { get; } = new();

    /// <summary>Others, whose certificate nobody vouches for.</summary>
    internal ListeningInstances Strangers { get; } = new();

    public void Dispose()
    {
        Installation.Dispose();
        Instances.Dispose();
        Strangers.Dispose();
    }

    /// <summary>Members of a group once what is new has joined and has its first recovery point.</summary>
    internal IReadOnlyList<SourceInfo> Joined(string group)
    {
        Installation.Do("group", "discover", group);
        Assert.All(Installation.Settled(), job => Assert.True(job.State == JobStates.Succeeded, JsonSerializer.Serialize(job, ApiJson.Default.JobInfo)));
        return [.. JsonSerializer.Deserialize(Installation.Do("group", "show", group).Output, ApiJson.Default.GroupInfo)!.Sources.OrderBy(source => source.Name, StringComparer.Ordinal)];
    }
}
