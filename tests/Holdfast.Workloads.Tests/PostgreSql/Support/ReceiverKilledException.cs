namespace Holdfast.Workloads.Tests.PostgreSql.Support;

internal sealed class ReceiverKilledException : Exception;
