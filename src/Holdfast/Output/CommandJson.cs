using System.Text.Json.Serialization;
using Holdfast.Commands.Accounts;
using Holdfast.Commands.Agents;
using Holdfast.Commands.RecoveryPoints;
using Holdfast.Commands.Insight;
using Holdfast.Commands.Vault;
using Holdfast.Connection;
using Holdfast.Contracts.Api;

namespace Holdfast.Output;

/// <summary>Results of commands that no server is asked for.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, Converters = [typeof(UtcTimeConverter)])]
[JsonSerializable(typeof(AgentProcess))]
[JsonSerializable(typeof(Downloaded))]
[JsonSerializable(typeof(EnrolledInfo))]
[JsonSerializable(typeof(IssuedCredentials))]
[JsonSerializable(typeof(LoginResult))]
[JsonSerializable(typeof(OverviewResult))]
[JsonSerializable(typeof(VaultDetails))]
internal sealed partial class CommandJson : JsonSerializerContext;
