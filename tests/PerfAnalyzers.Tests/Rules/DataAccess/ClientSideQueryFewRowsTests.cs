using Verify = PerfAnalyzers.Tests.Verification.RuleVerifier<PerfAnalyzers.Rules.DataAccess.ClientSideQueryAnalyzer, PerfAnalyzers.CodeFixes.Rules.DataAccess.ClientSideQueryFix>;

namespace PerfAnalyzers.Tests.Rules.DataAccess;

/// <summary>Lists that are short by what their query asks for.</summary>
public sealed class ClientSideQueryFewRowsTests
{
    /// <summary>Of one owner and one kind there is a row or none: whether it has been done.</summary>
    [Theory]
    [InlineData("n.UserId == user && n.Kind == kind", "done.Any()", false)]
    [InlineData("n.UserId == user && n.KindId == 3", "done.Any()", false)]
    [InlineData("n.UserId == user && n.Kind == kind", "done.Count > 0", false)]
    [InlineData("n.UserId == user && n.Kind == kind && n.Sent > DateTime.UtcNow.AddDays(-7)", "done.Any()", false)]
    [InlineData("n.UserId == user", "done.{|#0:Any()|}", true)]
    [InlineData("n.UserId == user && n.IsRead == false", "done.{|#0:Any()|}", true)]
    [InlineData("n.UserId == user && n.State == kind", "done.{|#0:Any()|}", true)]
    [InlineData("n.UserId == user && n.StatusId == 3", "done.{|#0:Any()|}", true)]
    [InlineData("n.UserId == user && n.KindId > 3", "done.{|#0:Any()|}", true)]
    [InlineData("n.UserId == user && n.Kind == kind", "done.{|#0:Count(n => n.IsRead)|} > 3", true)]
    public async Task StaysSilent_when_it_is_asked_whether_something_has_been_done(string condition, string asked, bool isReported)
    {
        foreach (var query in new[] { $"db.Notifications.Where(n => {condition})", $"Of(n => {condition})" })
        {
            var source = Source(
                $$"""
                private IQueryable<Notification> Of(System.Linq.Expressions.Expression<Func<Notification, bool>> condition) => db.Notifications.Where(condition).AsNoTracking();
                private async Task<List<Notification>> OfAsync(int user, Kind kind) => await {{query}}.ToListAsync();
                public async Task<bool> IsDoneAsync(int user, Kind kind) { var done = await OfAsync(user, kind); return {{asked}}; }
                """);
            await (isReported ? Verify.ReportsAsync(source, AsSuggestion()) : Verify.SilentAsync(source));
        }
    }

    [Theory]
    [InlineData("n.IsFeatured", false)]
    [InlineData("n.Pinned && n.KindId > 3", false)]
    [InlineData("n.KindId > 3", true)]
    [InlineData("!n.IsFeatured", true)]
    [InlineData("n.IsFeatured || n.Pinned", true)]
    [InlineData("n.IsRead", true)]
    public Task StaysSilent_when_somebody_has_put_the_rows_before_all_others(string condition, bool isReported) =>
        Verify.ReportsAsync(Source($"public int Late() => db.Notifications.Where(n => {condition}).ToList().{(isReported ? "[|Count(n => n.UserId > 3)|]" : "Count(n => n.UserId > 3)")};"));

    /// <summary>What is loaded along with a row is loaded for something where most of it is read.</summary>
    [Theory]
    [InlineData("Type.Name + n.Type.Label + n.Type.Icon", false)]
    [InlineData("Type.Name", true)]
    public Task StaysSilent_when_most_of_what_is_included_is_read(string read, bool isReported) =>
        Verify.ReportsAsync(Source($"public List<string> Names() => db.Notifications.Include(n => n.Type).Where(n => n.KindId > 3).ToList().{(isReported ? "[|" : "")}Select(n => n.{read}){(isReported ? "|]" : "")}.ToList();"));

    private static DiagnosticResult AsSuggestion() =>
        Verify.Diagnostic().WithLocation(0).WithSeverity(Microsoft.CodeAnalysis.DiagnosticSeverity.Info).WithMessage(null).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations);

    private static string Source(string members) => $$"""
        using Microsoft.EntityFrameworkCore;

        public enum Kind { News, Offer }

        public class NotificationType { public int Id { get; set; } public string Name { get; set; } = ""; public string Label { get; set; } = ""; public string Icon { get; set; } = ""; }

        public class Notification
        {
            public int Id { get; set; }
            public int UserId { get; set; }
            public Kind Kind { get; set; }
            public Kind State { get; set; }
            public int KindId { get; set; }
            public int StatusId { get; set; }
            public bool IsRead { get; set; }
            public bool IsFeatured { get; set; }
            public bool Pinned { get; set; }
            public DateTime Sent { get; set; }
            public NotificationType Type { get; set; } = null!;
        }

        public class Shop : DbContext { public DbSet<Notification> Notifications => Set<Notification>(); }

        public class Service
        {
            private readonly Shop db = new();
            {{members}}
        }
        """;
}
