using System.Text.Json;
using System.Text.Json.Serialization;
using Holdfast.Contracts.Errors;

namespace Holdfast.Contracts.Api;

/// <summary>Everything that the API reads and writes. Generated code only: no reflection, no polymorphic types, times in RFC 3339 UTC.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true,
    MaxDepth = 16, Converters = [typeof(UtcTimeConverter)])]
[JsonSerializable(typeof(Acknowledgement))]
[JsonSerializable(typeof(AddDiskRequest))]
[JsonSerializable(typeof(AddExternalRequest))]
[JsonSerializable(typeof(AlertInfo))]
[JsonSerializable(typeof(AlertList))]
[JsonSerializable(typeof(ApiErrorBody))]
[JsonSerializable(typeof(BrowseResult))]
[JsonSerializable(typeof(CollectionResult))]
[JsonSerializable(typeof(CollectRequest))]
[JsonSerializable(typeof(CreateGroupRequest))]
[JsonSerializable(typeof(CreateRecoveryPointRequest))]
[JsonSerializable(typeof(DiskInfo))]
[JsonSerializable(typeof(DiskList))]
[JsonSerializable(typeof(ExternalServerList))]
[JsonSerializable(typeof(GroupInfo))]
[JsonSerializable(typeof(GroupList))]
[JsonSerializable(typeof(JobInfo))]
[JsonSerializable(typeof(JobList))]
[JsonSerializable(typeof(ModifyGroupRequest))]
[JsonSerializable(typeof(ProtectRequest))]
[JsonSerializable(typeof(ReadyInfo))]
[JsonSerializable(typeof(RebuildVaultRequest))]
[JsonSerializable(typeof(RecoverRequest))]
[JsonSerializable(typeof(RecoveryPointInfo))]
[JsonSerializable(typeof(RecoveryPointList))]
[JsonSerializable(typeof(RegisterVaultRequest))]
[JsonSerializable(typeof(RunRequest))]
[JsonSerializable(typeof(SearchResult))]
[JsonSerializable(typeof(ServerAddress))]
[JsonSerializable(typeof(SourceInfo))]
[JsonSerializable(typeof(SourceList))]
[JsonSerializable(typeof(StatusInfo))]
[JsonSerializable(typeof(StopProtectionRequest))]
[JsonSerializable(typeof(VaultConnection))]
[JsonSerializable(typeof(VaultInfo))]
[JsonSerializable(typeof(VerificationResult))]
[JsonSerializable(typeof(VerifyRequest))]
[JsonSerializable(typeof(Groups.WhatIfInfo))]
public sealed partial class ApiJson : JsonSerializerContext;
