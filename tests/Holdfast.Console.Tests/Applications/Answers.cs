namespace Holdfast.Console.Tests.Applications;

/// <summary>Answers of the API about a cluster whose log has a gap.</summary>
internal static class Answers
{
    internal const string Source = """
        {"id":"s1","name":"orders","kind":"postgresql","server":"vm","path":"postgresql://db1:5432/<b>x","group":"Databases","protection":"protected","replicaState":"ok","exclude":[],"excludeExtensions":[],"crossMountPoints":false,
        "online":false,"lastRecoveryPoint":null,"lastOnlineRecoveryPoint":null,"recoveryPoints":2,"onlineRecoveryPoints":0,"nextRun":null}
        """;

    internal const string Points = """
        {"recoveryPoints":[
        {"id":"p1","source":"s1","sourceName":"orders","path":"postgresql://db1:5432","server":"vm","created":"2026-11-22T22:00:05Z","items":3,"itemsFailed":0,"bytes":10,"disk":true,"online":false,"expires":null,
         "kind":"postgresql","type":"full","guarantee":"application","consistent":"2026-11-22T22:00:01.25Z"},
        {"id":"p2","source":"s1","sourceName":"orders","path":"postgresql://db1:5432","server":"vm","created":"2026-11-23T12:30:00Z","items":3,"itemsFailed":0,"bytes":10,"disk":true,"online":false,"expires":null,
         "kind":"postgresql","type":"incremental","guarantee":"application","consistent":"2026-11-23T12:29:58Z"}]}
        """;

    internal const string Log = """{"state":"following","covered":"2026-11-23T14:00:00.5Z","start":"0/1","end":"0/5000","segments":7,"bytes":4096,"lagMs":3400,"lastCommit":null,"reason":null}""";

    internal const string Range = $$"""
        {"source":"s1","kind":"postgresql","pointInTime":true,"ranges":[{"from":"2026-11-22T22:00:01.25Z","to":"2026-11-23T12:03:08.9Z"},{"from":"2026-11-23T12:29:58Z","to":"2026-11-23T14:00:00.5Z"}],
        "points":[{"id":"p1","created":"2026-11-22T22:00:05Z","consistent":"2026-11-22T22:00:01.25Z","type":"full"},{"id":"p2","created":"2026-11-23T12:30:00Z","consistent":"2026-11-23T12:29:58Z","type":"incremental"}],
        "log":{{Log}}}
        """;

    internal const string Workloads = """
        {"workloads":[
        {"kind":"postgresql","title":"PostgreSQL cluster","types":["full","incremental"],"streamsLog":true,"pointInTime":true,"items":true,"hasContainers":false,"needsCredential":true},
        {"kind":"sqlServer","title":"SQL Server database","types":["full","incremental","log"],"streamsLog":false,"pointInTime":true,"items":false,"hasContainers":true,"needsCredential":true}]}
        """;

    internal const string Described = """
        {"kind":"postgresql","path":"postgresql://db1:5432","name":"db1","version":"PostgreSQL 17.5","size":5368709120,"types":["full","incremental"],"guarantee":"application",
        "warnings":["summarize_wal is off, so every backup is full. <i>Turn it on."]}
        """;

    internal const string Plan = """
        {"source":"s1","kind":"postgresql","recoveryPoint":"p1","reaches":"2026-11-23T12:03:07Z","parts":[{"recoveryPoint":"p1","paths":[]},{"recoveryPoint":null,"paths":["wal/1","wal/2"]}],
        "steps":["Lay the base backup out.","Replay the log until <b>12:03:07."],"warnings":["The cluster must be stopped."]}
        """;

    internal const string Drills = """
        {"drills":[
        {"id":"j3","source":"s1","sourceName":"orders","path":"postgresql://db1","server":"vm","recoveryPoint":"p2","pointCreated":"2026-11-23T12:30:00Z","ended":"2026-11-23T13:00:00Z","depth":"compared","sound":true,"findings":[],"recoveryMs":42000,"online":false},
        {"id":"j2","source":"s2","sourceName":"<img src=x>","path":"mssql://a/b","server":"vm","recoveryPoint":"p9","pointCreated":"2026-11-20T12:30:00Z","ended":"2026-11-21T13:00:00Z","depth":"planned","sound":false,"findings":["A log backup is missing."],"recoveryMs":null,"online":false},
        {"id":"j1","source":"s1","sourceName":"orders","path":"postgresql://db1","server":"vm","recoveryPoint":"p1","pointCreated":"2026-11-16T12:30:00Z","ended":"2026-11-16T13:00:00Z","depth":"opened","sound":true,"findings":["x"],"recoveryMs":60000,"online":false}]}
        """;
}
