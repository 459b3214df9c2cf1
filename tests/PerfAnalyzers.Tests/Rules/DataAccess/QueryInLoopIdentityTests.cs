using PerfAnalyzers.CodeFixes.Rules.DataAccess;
using PerfAnalyzers.Rules.DataAccess;

namespace PerfAnalyzers.Tests.Rules.DataAccess;

using Verify = RuleVerifier<QueryInLoopAnalyzer, QueryInLoopFix>;

/// <summary>The managers of ASP.NET Core Identity ask their store for each user.</summary>
public sealed class QueryInLoopIdentityTests
{
    [Theory]
    [InlineData("foreach (var one in found) Use(await users.[|GetRolesAsync(one)|]);")]
    [InlineData("foreach (var one in found) if (await users.[|IsInRoleAsync(one, \"admin\")|]) Use(one);")]
    [InlineData("foreach (var id in ids) Use(await users.[|FindByIdAsync(id)|]);")]
    [InlineData("foreach (var mail in ids) { var one = await users.[|FindByEmailAsync(mail)|]; if (one is null) continue; Use(one.Name); }")]
    [InlineData("foreach (var group in await roles.Roles.ToListAsync()) Use(await roles.[|GetClaimsAsync(group)|]);")]
    public Task Reports_what_is_asked_for_each_user(string statement) => RunAsync(statement);

    [Theory]
    [InlineData("foreach (var one in found) Use(await users.GetEmailAsync(one));")]
    [InlineData("foreach (var name in new[] { \"admin\", \"reader\" }) if (!await roles.RoleExistsAsync(name)) await roles.CreateAsync(new Role());")]
    [InlineData("foreach (var one in found) await users.UpdateAsync(one);")]
    [InlineData("Use(await users.GetRolesAsync(found[0])); foreach (var one in found) Use(one.Name);")]
    public Task StaysSilent_where_nothing_is_asked_or_rounds_are_few(string statement) => RunAsync(statement);

    [Theory]
    [InlineData("var given = users.GetRolesAsync(found[0]).Result;")]
    [InlineData("var given = users.GetRolesAsync(found[0]).GetAwaiter().GetResult();")]
    [InlineData("var given = await users.GetRolesAsync(found[0]);")]
    public Task Suggests_for_the_few_roles_of_somebody(string statement) => RunAsync(
        statement + " foreach (var name in given) Use(await roles.{|#0:FindByNameAsync(name)|});",
        Verify.Diagnostic().WithLocation(0).WithSeverity(DiagnosticSeverity.Info).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations).WithMessage(null));

    [Fact]
    public Task StaysSilent_when_a_class_overrides_the_member_and_asks_a_cache() => RunAsync(
        "foreach (var id in ids) Use(await roles.FindByIdAsync(id));", Kept("Role", "return await cache.GetOrCreateAsync(roleId, _ => base.FindByIdAsync(roleId));"), "");

    [Theory]
    [InlineData("Role", "var role = await base.FindByIdAsync(roleId); if (role is not null) role.Id = roleId; return role;")]
    [InlineData("Other", "return await cache.GetOrCreateAsync(roleId, _ => base.FindByIdAsync(roleId));")]
    public Task Reports_when_the_override_asks_or_is_that_of_others(string role, string body) => RunAsync(
        "foreach (var id in ids) Use(await roles.[|FindByIdAsync(id)|]);", Kept(role, body), "public class Other { public string Id { get; set; } = \"\"; }");

    private static string Kept(string role, string body) => $$"""
        public class KeptRoles : AspNetRoleManager<{{role}}>
        {
            private readonly Microsoft.Extensions.Caching.Memory.IMemoryCache cache = null!;

            public KeptRoles(IRoleStore<{{role}}> store, IEnumerable<IRoleValidator<{{role}}>> all, ILookupNormalizer names, IdentityErrorDescriber errors, ILogger<RoleManager<{{role}}>> log, IHttpContextAccessor context)
                : base(store, all, names, errors, log, context)
            {
            }

            public override async Task<{{role}}?> FindByIdAsync(string roleId) { {{body}} }
        }
        """;

    private static Task RunAsync(string statement, params DiagnosticResult[] expected) => RunAsync(statement, "", "", expected);

    private static Task RunAsync(string statement, string manager, string types, params DiagnosticResult[] expected)
    {
        var source = $$"""
            using Microsoft.AspNetCore.Identity;
            using Microsoft.AspNetCore.Http;
            using Microsoft.EntityFrameworkCore;
            using Microsoft.Extensions.Caching.Memory;
            using Microsoft.Extensions.Logging;

            public class User { public string Id { get; set; } = ""; public string Name { get; set; } = ""; }
            public class Role { public string Id { get; set; } = ""; }

            {{types}}
            {{manager}}

            public class Members
            {
                private readonly UserManager<User> users = null!;
                private readonly RoleManager<Role> roles = null!;

                public async Task Run(List<User> found, List<string> ids)
                {
                    await Task.Yield();
                    {{statement}}
                }

                private static void Use(object? value) { }
            }
            """;
        var test = new Verify.Test { TestCode = source, FixedCode = source, ReferenceAssemblies = References.Stores };
        test.TestState.ExpectedDiagnostics.AddRange(expected);
        test.FixedState.ExpectedDiagnostics.AddRange(expected);
        return test.RunAsync(TestContext.Current.CancellationToken);
    }
}
